/** The plain question about a request whose answer was lost. */
export const decision = {
  question: 'Dailies sent this and never heard back. Is it running?',
  context: 'Sent with {{account}} at {{moment}}, attempt {{attempt}}.',
  advice: 'The provider may be working on it and may charge for it. Look at its own list of videos, then choose.',
  seen: 'What was seen: {{message}}',
  resubmit: 'It did not arrive: send it again',
  resubmitNote: 'A new request is sent. If the first one did arrive, you are charged twice.',
  resubmitPrice: 'A new request is sent, for about {{price}}. If the first one did arrive, you are charged twice.',
  attach: 'It is there: I have its id',
  attachNote: 'Nothing is sent again. Dailies watches that video and downloads it.',
  attachId: 'The provider’s id of this video',
  attachDo: 'Watch this id',
  giveUp: 'Give it up',
  giveUpNote: 'Nothing is sent. The job counts as failed; if the provider made it, it may still be charged.',
}
