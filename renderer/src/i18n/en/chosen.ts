/** What can be done with several chosen jobs. */
export const chosen = {
  label: 'Chosen jobs',
  count_one: '{{formatted}} chosen',
  count_other: '{{formatted}} chosen',
  chooseAll: 'Choose all {{formatted}}',
  clear: 'Choose none',
  retry: 'Retry {{formatted}}',
  cancel: 'Cancel {{formatted}}',
  toFront: 'To the front',
  toEnd: 'To the end',
  trash: 'To the trash: {{formatted}}',
  counting: 'Counting…',
}
