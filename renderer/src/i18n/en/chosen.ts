/** What can be done with several chosen jobs. */
export const chosen = {
  label: 'Chosen jobs',
  count_one: '{{formatted}} chosen',
  count_other: '{{formatted}} chosen',
  chooseAll: 'Choose all {{formatted}}',
  clear: 'Choose none',
  retry: 'Retry {{formatted}}',
  cancel: 'Cancel {{formatted}}',
  giveUp_one: 'Give up {{formatted}} job',
  giveUp_other: 'Give up {{formatted}} jobs',
  giveUpNote: 'Giving up sends nothing: they count as failed. What the provider made of them may still be charged.',
  toFront: 'To the front',
  toEnd: 'To the end',
  trash: 'To the trash: {{formatted}}',
  counting: 'Counting…',
}
