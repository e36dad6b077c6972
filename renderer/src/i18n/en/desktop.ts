/** The settings of the desktop app. */
export const desktop = {
  window: 'Window and tray',
  staysInTray: 'Keep working when the window is closed',
  staysInTrayNote:
    'Dailies then waits in the tray, watches your jobs and saves their takes. Otherwise closing the window quits.',
  opensAtLogin: 'Open when I log in',
  opensAtLoginNote: 'Without a window: it waits in the tray, and waiting jobs go on.',
  cannotOpenAtLogin: 'This system does not let Dailies open by itself.',
  power: 'Power',
  keepsAwake: 'Keep the computer awake during transfers',
  keepsAwakeNote:
    'Only while a take is being downloaded or an image is being sent. While a provider renders, the computer may sleep: nothing is lost by that.',
  failed: 'This could not be changed: {{reason}}',
  on: 'On: {{what}}.',
  off: 'Off: {{what}}.',

  updates: {
    title: 'Updates',
    thisVersion: 'This is Dailies {{version}}.',
    state: {
      never: 'Nobody has looked for a newer version yet.',
      newest: 'There is none newer. Looked at {{moment}}.',
      checking: 'Looking for a newer version…',
      available: 'Dailies {{version}} is there.',
      downloading: 'Dailies {{version}} is being downloaded.',
      ready: 'Dailies {{version}} is here. It is installed when you restart.',
      failed: 'That did not work: {{reason}}',
      failedAt: 'Tried at {{moment}}.',
      unsupported: 'This Dailies does not update itself: {{reason}}',
    },
    progress: 'Download of the new version',
    percent: '{{percent}} %',
    check: 'Check now',
    download: 'Download',
    install: 'Install and restart',
    installNote: 'Renders at providers go on meanwhile; Dailies fetches them afterwards.',
    notes: 'What is new in {{version}}',
    automatic: 'Look for new versions by itself',
    automaticNote: 'Once in six hours at most. Nothing is downloaded or installed without you.',
    channel: 'Which versions',
    channels: { stable: 'Finished ones', beta: 'Previews too' },
    channelNote: 'Previews come earlier and are less tried.',
  },

  about: {
    title: 'Inside',
    electron: 'Electron',
    chromium: 'Chromium',
  },
}
