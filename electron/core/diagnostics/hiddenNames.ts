/**
 * Hides names of takes, which begin with what somebody wrote, wherever they stand in a text, also without their folder
 * and with spaces: from the ending of a file back to the last character that no such name can hold. That may take words
 * before the name along. Looks at each character a bounded number of times.
 */
export const hideFileNames = (text: string): string => text.replaceAll(POSSIBLE_NAME, hideUpToEnding)

/** Characters of which no template and no prompt makes a part of a name; see `clean` in fileNaming.ts. */
const POSSIBLE_NAME = /[^<>:"/\\|?*\p{Cc}]+/gu

/** To the last ending, so that a name that holds another one is not cut in its middle. */
const UP_TO_ENDING = /^.*\.(?:mp4|m4v|mov|webm|json|jpe?g|png|webp|part|tmp)(?![A-Za-z0-9])/isu

/** Names that are the app's own and help to understand a log. */
const OWN_NAMES: ReadonlySet<string> = new Set(['package.json', 'secrets.json', 'settings.json', 'shell.json'])

const hideUpToEnding = (words: string): string => {
  const [found] = UP_TO_ENDING.exec(words) ?? []
  if (found === undefined) return words
  const name = found.trimStart()
  if (OWN_NAMES.has(name)) return words
  return `${found.slice(0, found.length - name.length)}[file]${words.slice(found.length)}`
}
