import { History, LayoutTemplate, ListPlus, ListStart, PencilLine, SlidersHorizontal } from 'lucide-react'
import { translate } from '../i18n/i18n.ts'
import type { Screen } from '../stores/screen.ts'
import type { Command } from './command.ts'

/** The composer is in sight, and no dialog has taken the page away from it. */
const isInReach = ({ navigation }: Screen): boolean => {
  const { playing } = navigation.store.getState()
  const composer = document.querySelector('[data-composer]')
  return playing === null && composer !== null && composer.closest('[aria-hidden="true"], [inert]') === null
}

const send = (screen: Screen, placement: 'end' | 'front'): void => {
  if (screen.bridge.connection() === 'live') void screen.composer.send(placement)
  else screen.announcer.say(translate('compose:offlineNote'))
}

/** Writing and sending prompts. */
export const composeCommands: readonly Command[] = [
  {
    id: 'writePrompt',
    group: 'compose',
    scope: 'workbench',
    icon: PencilLine,
    keys: ['N'],
    run: ({ composer }) => composer.focusPrompt(),
  },
  {
    id: 'queueTakes',
    group: 'compose',
    scope: 'everywhere',
    icon: ListPlus,
    keys: ['Mod+Enter'],
    isAvailable: isInReach,
    run: (screen) => send(screen, 'end'),
  },
  {
    id: 'queueTakesFirst',
    group: 'compose',
    scope: 'everywhere',
    icon: ListStart,
    keys: ['Mod+Shift+Enter'],
    isAvailable: isInReach,
    run: (screen) => send(screen, 'front'),
  },
  {
    id: 'batchOptions',
    group: 'compose',
    scope: 'everywhere',
    icon: SlidersHorizontal,
    keys: ['Mod+Shift+B'],
    isAvailable: isInReach,
    run: ({ composer }) => composer.setPanelOpen(!composer.store.getState().isPanelOpen),
  },
  {
    id: 'promptHistory',
    group: 'compose',
    scope: 'everywhere',
    icon: History,
    keys: ['Mod+Shift+H'],
    isAvailable: isInReach,
    run: ({ composer }) => composer.setBox('history'),
  },
  {
    id: 'promptTemplates',
    group: 'compose',
    scope: 'everywhere',
    icon: LayoutTemplate,
    keys: ['Mod+Shift+L'],
    isAvailable: isInReach,
    run: ({ composer }) => composer.setBox('templates'),
  },
]
