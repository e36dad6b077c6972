/** Why the app cannot start, and what can be done about it. */
export const start = {
  inUse:
    'Another Dailies is already using the data folder:\n{{path}}\n\nClose the other one, then start Dailies again.',
  tooNew:
    'This library was written by a newer version of Dailies:\n{{path}}\n\nNothing was changed. Update Dailies, then start it again.',
  damaged:
    'The library is damaged:\n{{path}}\n\nThe videos in their folder are safe. Put a backup copy of this file in its place, or move it away (together with the files beside it whose names end in -wal and -shm) to begin with an empty library. Keep the damaged file: it may still be repaired.\n\nIf you ask for help, send this text along:\n{{reason}}',
  unusable:
    'Dailies cannot use this place:\n{{path}}\n\n{{reason}}\n\nCheck that it is there and that you may write to it.',
  otherFolder: 'Dailies can also work in another data folder: name it in the environment variable DAILIES_DATA_DIR.',
}
