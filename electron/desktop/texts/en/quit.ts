/** The question at quitting while work is in flight. The parts are joined into sentences. */
export const quit = {
  question: 'Quit while takes are on their way?',
  rendering_one: '1 render goes on at the provider; Dailies fetches it at the next start',
  rendering_other: '{{count}} renders go on at the provider; Dailies fetches them at the next start',
  expiry_one: 'it expires in {{time}}',
  expiry_other: 'one expires in {{time}}',
  downloading_one: '1 download stops here and goes on at the next start',
  downloading_other: '{{count}} downloads stop here and go on at the next start',
  submitting_one: '1 request still waits for its answer; Dailies checks at the next start whether it arrived',
  submitting_other:
    '{{count}} requests still wait for their answers; Dailies checks at the next start whether they arrived',
  queued_one: '1 queued take is sent after the next start',
  queued_other: '{{count}} queued takes are sent after the next start',
  minutes: '{{count}} min',
  hours: '{{count}} h',
  days_one: '1 day',
  days_other: '{{count}} days',
  quit: 'Quit',
  keepRunning: 'Keep running',
}
