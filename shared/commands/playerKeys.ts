/** Everything in the player that has a key. The keys are the usual ones of editing programs. */
export const PLAYER_KEYS = {
  toggle: ['Space'],
  reverse: ['J'],
  stop: ['K'],
  forward: ['L'],
  stepBack: [','],
  stepForward: ['.'],
  toStart: ['Home'],
  toEnd: ['End'],
  markIn: ['I'],
  markOut: ['O'],
  clearMarks: ['Alt+X'],
  loop: ['R'],
  slower: ['['],
  faster: [']'],
  previous: ['Left'],
  next: ['Right'],
  mute: ['M'],
  fullScreen: ['F'],
  zoomCycle: ['Z'],
  zoomIn: ['+', '='],
  zoomOut: ['-'],
  grab: ['C'],
  grabReference: ['Shift+C'],
  details: ['D'],
} as const satisfies Record<string, readonly string[]>

export type PlayerAction = keyof typeof PLAYER_KEYS
export type PlayerKeys = Readonly<Record<PlayerAction, readonly string[]>>
