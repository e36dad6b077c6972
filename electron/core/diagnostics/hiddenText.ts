import { hideSecretText } from '../logging/logger.ts'
import { removeSecrets } from '../providers/scrub.ts'
import { hideFileNames } from './hiddenNames.ts'

export interface Hidden {
  secrets: readonly string[]
  /** Files in here are named after prompts. */
  videosDir: string
  /** The person's own folder; its name is mostly theirs. */
  homeDir: string
}

/**
 * Makes the last thing that happens to a text that leaves the app, whatever was kept out of it before: no keys, no names
 * of takes, no user name in paths. For JSON as well as for plain text.
 */
export const createHideEverything = ({ secrets, videosDir, homeDir }: Hidden): ((text: string) => string) => {
  const keys = [...new Set(secrets.flatMap(escapedForms))]
  const homes = homeDir.length <= SHORTEST_HOME ? [] : formsOf(homeDir)
  // To the end of the name, which may hold spaces: the next quote, or the end of the line.
  const takes = formsOf(videosDir).map((form) => new RegExp(`(${escapeForPattern(form)})[\\\\/]+[^"'\\n]+`, 'g'))
  return (text) => {
    const keyless = hideSecretText(removeSecrets(text, keys))
    const nameless = takes.reduce((shown, pattern) => shown.replaceAll(pattern, '$1/[file]'), keyless)
    return homes.reduce((shown, form) => shown.replaceAll(form, '~'), hideFileNames(nameless))
  }
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/** As it is, and as it stands in JSON inside of JSON. */
const escapedForms = (secret: string): readonly string[] => [secret, escaped(secret)]

/** A path as it is, and as JSON writes it. */
const formsOf = (path: string): readonly string[] => [...new Set([path, escaped(path)])]

const escapeForPattern = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

/** `/` is the home of some services; it stands in every path. */
const SHORTEST_HOME = 3
