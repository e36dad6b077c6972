import { dialog, type BaseWindow, type OpenDialogOptions } from 'electron'

/** Lets the person choose a folder; null when they did not. */
export const chooseFolder = async (
  window: BaseWindow | null,
  { title, folder }: { title: string; folder: string | null },
): Promise<string | null> => {
  const options: OpenDialogOptions = {
    title,
    // macOS shows no title here.
    message: title,
    properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
    ...(folder === null || folder === '' ? {} : { defaultPath: folder }),
  }
  const { canceled, filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}
