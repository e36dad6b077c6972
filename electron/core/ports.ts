import type { Notice } from '../../shared/activity/notice.ts'

/**
 * What the host needs from the outside. Both shells supply the real things; tests supply a clock they
 * can turn, a disk that fills up and randomness they can replay.
 */

export interface Timer {
  cancel(): void
}

export interface Clock {
  /** Wall time, Unix milliseconds. May jump in either direction. */
  now(): number
  /** Milliseconds from an arbitrary start; never goes back, but may stand still while the machine sleeps. */
  monotonic(): number
  /** Calls `fire` once after `delayMs` of timer time. */
  after(delayMs: number, fire: () => void): Timer
}

/** Uniform in [0, 1). */
export type Random = () => number

export interface SecretVault {
  /**
   * Where a secret that is saved now ends up: the system's keychain, a file only its owner may read, this process's memory,
   * or nowhere. Changes when more is known of the keychain.
   */
  readonly kind: 'keychain' | 'file' | 'memory' | 'none'
  /** Null for what was never saved. @throws SecretOutOfReachError for what may be in a keychain that cannot be read now */
  get(name: string): Promise<string | null>
  /** @throws SecretNotKeptError where no keychain takes it and a file is not allowed */
  set(name: string, secret: string): Promise<void>
  /** @throws SecretOutOfReachError where it may still be in a keychain */
  delete(name: string): Promise<void>
  /** Whether secrets may be kept in a file where there is no keychain; left out where that is no question. */
  allowFile?(isAllowed: boolean): void
}

export interface Logger {
  debug(message: string, fields?: Record<string, unknown>): void
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

/** What everything is looked at anew for. After a sleep and a change of network, open connections are dead. */
export type WakeReason = 'sleep' | 'unlock' | 'network'

/** What a shell learns from the operating system and passes on. */
export interface PowerEvents {
  /** Resume, unlock, or the network coming back. Returns the way to stop listening. */
  onWake(listener: (reason?: WakeReason) => void): () => void
  /** The computer is about to fall asleep. Returns the way to stop listening. */
  onSuspend?(listener: () => void): () => void
}

/** Keeps the computer from falling asleep. Held only while bytes are being transferred. */
export interface WakeLock {
  /** Returns the way to let go; calling that twice does no harm. */
  hold(): () => void
}

/** How a shell shows notices outside the window. The host has decided that it is worth telling; the shell only displays. */
export interface Notifier {
  /**
   * `isUpdate`: one with this id was shown before and has grown; put this one in its place. Nothing is to pop up while
   * a window of the app has the focus: only the shell knows, but the count of unread ones is right at all times.
   */
  show(shown: { notice: Notice; isUpdate: boolean; unreadCount: number }): void
}

/** The system's own window on files. */
export interface FileManager {
  /** Opens the folder with this file selected. */
  reveal(path: string): Promise<void>
}

/** One file being written from its start or from where an earlier attempt ended. */
export interface PartFile {
  write(chunk: Uint8Array): Promise<void>
  /** Flushes the bytes to the disk itself. */
  sync(): Promise<void>
  close(): Promise<void>
}

/** The disk, as far as takes are concerned. Errors carry Node's `code` (`ENOSPC`, `EIO`, `EACCES`, ...). */
export interface FileStore {
  /** Free bytes on the volume that holds `folder`. */
  freeBytes(folder: string): Promise<number>
  makeFolder(folder: string): Promise<void>
  /** Size in bytes, or null when there is no such file. */
  size(path: string): Promise<number | null>
  /** Opens for appending at `offset` after cutting off anything behind it; creates the file. */
  openPart(path: string, offset: number): Promise<PartFile>
  /** `end` is exclusive. Opens the file when the first chunk is asked for, closes it when the reader leaves. */
  read(path: string, range?: { start: number; end: number }): AsyncIterable<Uint8Array>
  /** Reads up to `length` bytes at `offset`; fewer at the end of the file. */
  readAt(path: string, offset: number, length: number): Promise<Uint8Array>
  /** Moves within one volume; refuses with `EEXIST` when `to` exists. */
  rename(from: string, to: string): Promise<void>
  /** Makes a rename in this folder survive a power cut. */
  syncFolder(folder: string): Promise<void>
  /** A file that is not there counts as removed. */
  remove(path: string): Promise<void>
  /** File names (not folders) directly inside; empty when the folder is missing. */
  list(folder: string): Promise<string[]>
}

/**
 * A named place where a crash would hurt. Production passes a function that does nothing; the crash
 * tests kill the process there.
 */
export type Failpoint = (name: FailpointName) => void

export const FAILPOINTS = [
  'create.before_commit',
  'create.after_commit',
  'intent.before_commit',
  'intent.after_commit',
  'submit.before_send',
  'submit.answered',
  'accept.before_commit',
  'accept.after_commit',
  'refuse.before_commit',
  'refuse.after_commit',
  'poll.before_send',
  'poll.answered',
  'poll.before_commit',
  'poll.after_commit',
  'list.after_page',
  'list.after_commit',
  'reconcile.before_claim',
  'reconcile.after_claim',
  'download.before_open',
  'download.first_chunk',
  'download.middle_chunk',
  'download.last_chunk',
  'download.before_check',
  'download.before_fsync',
  'download.after_fsync',
  'download.before_rename',
  'download.after_rename',
  'download.after_folder_fsync',
  'complete.before_commit',
  'complete.after_commit',
  'notify.before',
  'notify.after',
  'cancel.before_commit',
  'cancel.after_commit',
  'retry.before_commit',
  'retry.after_commit',
  'recover.before_commit',
  'recover.after_commit',
  'stop.before_close',
] as const
export type FailpointName = (typeof FAILPOINTS)[number]
