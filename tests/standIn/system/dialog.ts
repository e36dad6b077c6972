import { part } from '../machine/member.ts'
import { recordFault } from '../machine/records.ts'

export interface ShownDialog {
  kind: 'message' | 'error' | 'open' | 'save'
  title: string
  message: string
  detail: string
  buttons: string[]
  defaultButton: string | null
  cancelButton: string | null
  checkbox: string | null
  defaultPath: string | null
  isAnswered: boolean
}

interface OpenDialog {
  shown: ShownDialog
  answer(choice: string): void
}

const shownDialogs: ShownDialog[] = []
const open: OpenDialog[] = []
const prepared: string[] = []

const NOTHING_MORE: Omit<ShownDialog, 'kind' | 'title' | 'message'> = {
  detail: '',
  buttons: [],
  defaultButton: null,
  cancelButton: null,
  checkbox: null,
  defaultPath: null,
  isAnswered: false,
}

/** Shows a dialog: a prepared answer is given at once (but never synchronously), otherwise it stays open. */
const show = <T>(shown: ShownDialog, toAnswer: (choice: string) => T, signal?: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    shownDialogs.push(shown)
    const dialog: OpenDialog = {
      shown,
      answer: (choice) => {
        try {
          const answer = toAnswer(choice)
          shown.isAnswered = true
          resolve(answer)
        } catch (error) {
          recordFault(error instanceof Error ? error.message : String(error))
          reject(error)
        }
      },
    }
    const choice = prepared.shift()
    if (choice !== undefined) return void setImmediate(dialog.answer, choice)
    open.push(dialog)
    signal?.addEventListener('abort', () => {
      const index = open.indexOf(dialog)
      if (index < 0) return
      open.splice(index, 1)
      dialog.answer(shown.cancelButton ?? shown.buttons[0] ?? '')
    })
  })

/** The options come second where a window comes first. */
const optionsOf = (args: unknown[]): unknown => (args.length > 1 ? args[1] : args[0])

const plain = (label: string): string => label.replaceAll(/&(?=\w)/g, '')

const messageOf = (options: Electron.MessageBoxOptions): ShownDialog => {
  const buttons = (options.buttons ?? []).map(plain)
  const cancel = options.cancelId ?? buttons.findIndex((label) => /^(cancel|no)$/i.test(label))
  return {
    ...NOTHING_MORE,
    kind: 'message',
    title: options.title ?? '',
    message: options.message,
    detail: options.detail ?? '',
    buttons: buttons.length > 0 ? buttons : ['OK'],
    defaultButton: buttons[options.defaultId ?? 0] ?? null,
    cancelButton: buttons[Math.max(0, cancel)] ?? null,
    checkbox: options.checkboxLabel ?? null,
  }
}

const buttonIndex = ({ message, buttons }: ShownDialog, choice: string): number => {
  const index = buttons.indexOf(choice)
  if (index < 0) throw new Error(`${JSON.stringify(message)} has no button ${choice}, but ${buttons.join(', ')}`)
  return index
}

const showMessageBox = async (...args: unknown[]): Promise<Electron.MessageBoxReturnValue> => {
  const options = optionsOf(args) as Electron.MessageBoxOptions
  const shown = messageOf(options)
  const response = await show(shown, (choice) => buttonIndex(shown, choice), options.signal)
  return { response, checkboxChecked: options.checkboxChecked ?? false }
}

/** An empty choice means that the person changed their mind. */
const showOpenDialog = async (...args: unknown[]): Promise<Electron.OpenDialogReturnValue> => {
  const { title = '', message = '', defaultPath = null } = optionsOf(args) as Electron.OpenDialogOptions
  const shown: ShownDialog = { ...NOTHING_MORE, kind: 'open', title, message, defaultPath }
  const filePaths = (await show(shown, (choice) => choice.split('\n'))).filter((path) => path !== '')
  return { canceled: filePaths.length === 0, filePaths }
}

const showSaveDialog = async (...args: unknown[]): Promise<Electron.SaveDialogReturnValue> => {
  const { title = '', message = '', defaultPath = null } = optionsOf(args) as Electron.SaveDialogOptions
  const shown: ShownDialog = { ...NOTHING_MORE, kind: 'save', title, message, defaultPath }
  const filePath = await show(shown, (choice) => choice)
  return { canceled: filePath === '', filePath }
}

const showErrorBox = (title: string, content: string): void => {
  shownDialogs.push({ ...NOTHING_MORE, kind: 'error', title, message: title, detail: content, isAnswered: true })
  process.stderr.write(`${title}\n${content}\n`)
}

const showMessageBoxSync = (...args: unknown[]): number => {
  const shown = messageOf(optionsOf(args) as Electron.MessageBoxSyncOptions)
  shownDialogs.push({ ...shown, isAnswered: true })
  const choice = prepared.shift()
  if (choice === undefined) {
    recordFault(`Nobody has prepared an answer for ${JSON.stringify(shown.message)}`)
    return 0
  }
  return buttonIndex(shown, choice)
}

export const dialog = part<Electron.Dialog>('dialog', {
  showMessageBox,
  showOpenDialog,
  showSaveDialog,
  showErrorBox,
  showMessageBoxSync,
})

export const dialogsShown = (): ShownDialog[] => shownDialogs.map((shown) => ({ ...shown }))

/** Answers what is open, in the order of opening; what is left over answers the next ones. */
export const answerDialogs = (...choices: string[]): void => {
  for (const choice of choices) {
    const dialogNow = open.shift()
    if (dialogNow === undefined) prepared.push(choice)
    else dialogNow.answer(choice)
  }
}
