import { History, LayoutTemplate, ListPlus, ListStart, PencilLine, SlidersHorizontal } from 'lucide-react'
import type { COMPOSE_COMMANDS } from '../../../shared/commands/pageCommands.ts'
import { translate } from '../i18n/i18n.ts'
import type { Screen } from '../stores/screen.ts'
import type { Bindings } from './command.ts'

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

export const composeBindings: Bindings<typeof COMPOSE_COMMANDS> = {
  writePrompt: {
    icon: PencilLine,
    run: ({ composer }) => composer.focusPrompt(),
  },
  queueTakes: {
    icon: ListPlus,
    isAvailable: isInReach,
    run: (screen) => send(screen, 'end'),
  },
  queueTakesFirst: {
    icon: ListStart,
    isAvailable: isInReach,
    run: (screen) => send(screen, 'front'),
  },
  batchOptions: {
    icon: SlidersHorizontal,
    isAvailable: isInReach,
    run: ({ composer }) => composer.setPanelOpen(!composer.store.getState().isPanelOpen),
  },
  promptHistory: {
    icon: History,
    isAvailable: isInReach,
    run: ({ composer }) => composer.setBox('history'),
  },
  promptTemplates: {
    icon: LayoutTemplate,
    isAvailable: isInReach,
    run: ({ composer }) => composer.setBox('templates'),
  },
}
