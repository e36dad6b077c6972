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
import type { Command } from './command.ts'

const toggle =
  (name: 'isInspectorOpen' | 'isComposerOpen' | 'isNavCollapsed'): Command['run'] =>
  ({ navigation }) =>
    navigation.set({ [name]: !navigation.store.getState()[name] })

const isPaused: NonNullable<Command['isAvailable']> = ({ queue }) => queue.store.getState().queue?.isPaused === true

/** Getting about, the queue as a whole, and help. */
export const shellCommands: readonly Command[] = [
  {
    id: 'palette',
    group: 'help',
    scope: 'everywhere',
    icon: CommandIcon,
    keys: ['Mod+K'],
    run: ({ navigation }) => navigation.set({ overlay: 'palette' }),
  },
  {
    id: 'shortcuts',
    group: 'help',
    scope: 'workbench',
    icon: Keyboard,
    keys: ['?', 'F1'],
    run: ({ navigation }) => navigation.set({ overlay: 'shortcuts' }),
  },
  {
    id: 'goQueue',
    group: 'go',
    scope: 'workbench',
    icon: ListVideo,
    keys: ['1'],
    run: ({ navigation }) => navigation.show('queue'),
  },
  {
    id: 'goLibrary',
    group: 'go',
    scope: 'workbench',
    icon: Clapperboard,
    keys: ['2'],
    run: ({ navigation }) => navigation.show('library'),
  },
  {
    id: 'goActivity',
    group: 'go',
    scope: 'workbench',
    icon: Activity,
    keys: ['3'],
    run: ({ navigation }) => navigation.show('activity'),
  },
  {
    id: 'goSettings',
    group: 'go',
    scope: 'workbench',
    icon: Settings,
    keys: ['4', 'Mod+,'],
    run: ({ navigation }) => navigation.show('settings'),
  },
  {
    id: 'addAccount',
    group: 'go',
    scope: 'workbench',
    icon: Plus,
    run: ({ navigation }) => navigation.showAccount('new'),
  },
  {
    id: 'toggleNav',
    group: 'view',
    scope: 'everywhere',
    icon: PanelLeft,
    keys: ['Mod+B'],
    run: toggle('isNavCollapsed'),
  },
  {
    id: 'toggleInspector',
    group: 'view',
    scope: 'everywhere',
    icon: PanelRight,
    keys: ['Mod+I'],
    run: toggle('isInspectorOpen'),
  },
  {
    id: 'toggleComposer',
    group: 'view',
    scope: 'everywhere',
    icon: PanelBottom,
    keys: ['Mod+J'],
    run: toggle('isComposerOpen'),
  },
  {
    id: 'pauseQueue',
    group: 'queue',
    scope: 'workbench',
    icon: CirclePause,
    isAvailable: (screen) => !isPaused(screen),
    run: ({ queue }) => void queue.pause('after_running'),
  },
  {
    id: 'pauseNow',
    group: 'queue',
    scope: 'workbench',
    icon: CirclePause,
    isAvailable: (screen) => !isPaused(screen),
    run: ({ queue }) => void queue.pause('now'),
  },
  {
    id: 'resumeQueue',
    group: 'queue',
    scope: 'workbench',
    icon: Play,
    isAvailable: isPaused,
    run: ({ queue }) => void queue.resume(),
  },
  {
    id: 'retryAllFailed',
    group: 'queue',
    scope: 'workbench',
    icon: RotateCcw,
    isAvailable: ({ queue }) => (queue.store.getState().queue?.counts.failed ?? 0) > 0,
    run: ({ verbs }) => void verbs.retryMany({ filter: { status: ['failed'] } }),
  },
]
