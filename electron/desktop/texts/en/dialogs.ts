/** Files that are opened, saved and dragged. */
export const dialogs = {
  openedEmpty: '{{name}} is empty.',
  openedTooLarge: '{{name}} is too large. Pictures may have 64 MB, tables 8 MB.',
  openedUnknown:
    'Dailies can not open {{name}}. It opens pictures (PNG, JPEG, WebP), tables and lists of prompts (CSV, TSV, JSONL, TXT), and its own takes.',
  openedNotOurs: '{{name}} is no take of this library. Dailies plays only the videos that it downloaded itself.',
  openedNotReadable: '{{name}} could not be read.',
  openedNotAsNamed: '{{name}} is damaged, or it is not what its name says.',
  saveDiagnostics: 'Save diagnostics',
  zipFiles: 'Zip archive',
  diagnosticsSaved: 'The diagnostics are saved.',
  diagnosticsDetail:
    'They hold neither keys nor prompts nor videos. Look through {{name}} before you send it to somebody: everything in it is plain text.',
  diagnosticsNotSaved: 'The diagnostics could not be saved.',
  showFile: 'Show file',
  close: 'Close',
}
