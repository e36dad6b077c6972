/** What greets a person at the first start. */
export const welcome = {
  title: 'Welcome to Dailies',
  does: 'Queue prompts for video models; Dailies sends them, watches them and saves every finished take, also while its windows are closed.',
  tray: 'Close the window when you like: Dailies stays in the tray, and tells you when a take is finished.',
  demo: 'The demo is ready: it is free, works without a network and shows how everything behaves.',
  own: 'With your own provider the same queue makes real videos. No job is ever paid twice.',
  try: 'Try a sample prompt',
  add: 'Add your provider',
  dismiss: 'Dismiss the welcome',
}
