/** Why this build cannot replace itself, and what went wrong when it tried. */
export const updates = {
  fromSources: 'This Dailies runs from its sources. Update it the way you got it.',
  fromStore: 'The store that Dailies came from keeps it up to date.',
  fromPackages: 'Dailies was installed by your package manager, which keeps it up to date.',
  sandboxed: 'This Dailies comes from a Flatpak or Snap, which is kept up to date from there.',
  portable: 'This is the portable Dailies. Download the new version and put it in the place of this one.',
  fromImage: 'Dailies runs from its disk image. Move it to the Applications folder, then it can update itself.',
  unsigned: 'This build of Dailies is not signed, so macOS lets no update replace it. Download new versions by hand.',
  noSource: 'This build of Dailies does not know where new versions come from.',
  offline: 'No connection to the place where new versions are kept. Check your network and try again.',
  notThere: 'No version for this computer was found there. Try again later.',
  notGenuine: 'The download is not what was published and was thrown away. Try again later.',
  diskFull: 'There is not enough room on the disk for the new version.',
  notAllowed: 'Dailies may not write to the folder it is installed in.',
  checkFailed: 'Looking for a new version failed. Try again later.',
  downloadFailed: 'The new version could not be downloaded. Try again later.',
  installFailed: 'The new version could not be installed. Dailies goes on as it is.',
}
