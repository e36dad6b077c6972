import {
  Activity,
  CirclePause,
  Clapperboard,
  Command as CommandIcon,
  Keyboard,
  ListVideo,
  PanelBottom,
  PanelLeft,
  PanelRight,
  Play,
  Plus,
  RotateCcw,
  Settings,
} from 'lucide-react'
import type { GENERAL_COMMANDS } from '../../../shared/commands/pageCommands.ts'
import type { Binding, Bindings } from './command.ts'

const toggle =
  (name: 'isInspectorOpen' | 'isComposerOpen' | 'isNavCollapsed'): Binding['run'] =>
  ({ navigation }) =>
    navigation.set({ [name]: !navigation.store.getState()[name] })

const isPaused: NonNullable<Binding['isAvailable']> = ({ queue }) => queue.store.getState().queue?.isPaused === true

export const generalBindings: Bindings<typeof GENERAL_COMMANDS> = {
  palette: {
    icon: CommandIcon,
    run: ({ navigation }) => navigation.set({ overlay: 'palette' }),
  },
  shortcuts: {
    icon: Keyboard,
    run: ({ navigation }) => navigation.set({ overlay: 'shortcuts' }),
  },
  goQueue: {
    icon: ListVideo,
    run: ({ navigation }) => navigation.show('queue'),
  },
  goLibrary: {
    icon: Clapperboard,
    run: ({ navigation }) => navigation.show('library'),
  },
  goActivity: {
    icon: Activity,
    run: ({ navigation }) => navigation.show('activity'),
  },
  goSettings: {
    icon: Settings,
    run: ({ navigation }) => navigation.show('settings'),
  },
  addAccount: {
    icon: Plus,
    run: ({ navigation }) => navigation.showAccount('new'),
  },
  toggleNav: {
    icon: PanelLeft,
    run: toggle('isNavCollapsed'),
  },
  toggleInspector: {
    icon: PanelRight,
    run: toggle('isInspectorOpen'),
  },
  toggleComposer: {
    icon: PanelBottom,
    run: toggle('isComposerOpen'),
  },
  pauseQueue: {
    icon: CirclePause,
    isAvailable: (screen) => !isPaused(screen),
    run: ({ queue }) => void queue.pause('after_running'),
  },
  pauseNow: {
    icon: CirclePause,
    isAvailable: (screen) => !isPaused(screen),
    run: ({ queue }) => void queue.pause('now'),
  },
  resumeQueue: {
    icon: Play,
    isAvailable: isPaused,
    run: ({ queue }) => void queue.resume(),
  },
  retryAllFailed: {
    icon: RotateCcw,
    isAvailable: ({ queue }) => (queue.store.getState().queue?.counts.failed ?? 0) > 0,
    run: ({ verbs }) => void verbs.retryMany({ filter: { status: ['failed'] } }),
  },
}
