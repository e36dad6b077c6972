/** Goes into every bundle: a person should see at once what they are about to hand over. */
export const README = `Dailies diagnostics
===================

For whoever helps you to find out what went wrong. Read through it before you send it; everything is plain text.

  diagnostics.json   versions, system, folders, how the library's check ended, how many jobs there are in each state
  settings.json      your settings
  accounts.json      names, hosts and limits of your accounts
  polling.json       how often providers were asked in the last two hours
  events.jsonl       what happened to jobs lately: times, kinds, codes, ids
  log.jsonl          the log since the last start, oldest first
  door.json          the desktop app's own settings and versions

Left out: keys, prompts, reference images, videos, the names of your video files, and what providers wrote in their
answers. Your home folder is shown as "~". Job ids and the providers' ids are in it, so that a provider can look them up.
`
