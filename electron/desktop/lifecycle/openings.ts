import type { ShellEvent } from '../../../shared/shell/shellContract.ts'
import type { Opened } from '../system/openedFiles.ts'
import type { StartArguments } from './startArguments.ts'

export interface OpeningsDeps {
  /** Opens the window or brings it to the front. */
  show(): void
  send(event: ShellEvent): void
  /** Called only while a page is there; never rejects. */
  readOpened(path: string): Promise<Opened>
  /** Tells the person, in these sentences, what was not opened. */
  refuse(messages: readonly string[]): void
}

export interface Openings {
  /** What a start of the app, or of a second one, asks for. Does not show the window by itself. */
  start(asked: StartArguments): void
  /** Opens the window on a job; with `isPlayed` its take is played. */
  job(jobId: string, isPlayed: boolean): void
  /** Opens the window on files. */
  files(paths: readonly string[]): void
  /** Runs a command of the page's registry in the window. */
  command(commandId: string): void
  /** The page has drawn its first list (`shell.ready`). */
  pageReady(): void
  /** The page is gone or is another one; what comes now waits again. */
  pageGone(): void
}

type Waiting = { kind: 'event'; event: ShellEvent } | { kind: 'files'; paths: readonly string[] }

/** More than that has piled up only if no page ever gets ready. */
const MOST_WAITING = 100

/** Keeps what is to be opened until there is a page that can show it, also when the window is closed and its page gone. */
export const createOpenings = ({ show, send, readOpened, refuse }: OpeningsDeps): Openings => {
  let waiting: Waiting[] = []
  let isPageReady = false

  const add = (...items: Waiting[]): void => {
    waiting = [...waiting, ...items].slice(-MOST_WAITING)
    if (isPageReady) deliver()
  }

  const deliver = (): void => {
    const items = waiting
    waiting = []
    for (const item of items) {
      if (item.kind === 'event') send(item.event)
      else void openFiles(item.paths)
    }
  }

  const openFiles = async (paths: readonly string[]): Promise<void> => {
    const things = await Promise.all(paths.map((path) => readOpened(path)))
    const files = things.flatMap((thing) => (thing.kind === 'file' ? [thing.file] : []))
    if (files.length > 0) add({ kind: 'event', event: { type: 'shell.files', data: { files } } })
    const jobIds = things.flatMap((thing) => (thing.kind === 'job' ? [thing.jobId] : []))
    add(...jobIds.map((jobId) => openJob(jobId, false)))
    const messages = things.flatMap((thing) => (thing.kind === 'refused' ? [thing.message] : []))
    if (messages.length > 0) refuse(messages)
  }

  const addFiles = (paths: readonly string[]): void => {
    if (paths.length > 0) add({ kind: 'files', paths })
  }

  return {
    start({ jobIds, files, command }) {
      add(...jobIds.map((jobId) => openJob(jobId, false)))
      addFiles(files)
      if (command !== null) add(runCommand(command))
    },
    job(jobId, isPlayed) {
      add(openJob(jobId, isPlayed))
      show()
    },
    files(paths) {
      addFiles(paths)
      show()
    },
    command(commandId) {
      add(runCommand(commandId))
      show()
    },
    pageReady() {
      isPageReady = true
      deliver()
    },
    pageGone() {
      isPageReady = false
    },
  }
}

const runCommand = (commandId: string): Waiting => ({
  kind: 'event',
  event: { type: 'shell.run', data: { commandId } },
})

const openJob = (jobId: string, isPlayed: boolean): Waiting => ({
  kind: 'event',
  event: { type: 'shell.open', data: { jobId, isPlayed } },
})
