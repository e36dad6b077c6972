import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Job } from '../../../../shared/jobs/job.ts'
import { playerKeys } from '../../commands/playerKeys.ts'
import { jobMenu } from '../../jobs/jobMenu.tsx'
import { TakeHandle } from '../../jobs/TakeHandle.tsx'
import { lazyView } from '../../lazyView.tsx'
import { useNeighbours } from '../../stores/neighbours.ts'
import { useJob, useNavigation, usePreferences, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'

const Player = lazyView(async () => (await import('./Player.tsx')).Player, { missing: 'nothing' })

/** The player over the workbench, on the take that was asked for. */
export const PlayerOverlay = () => {
  const playing = useNavigation((state) => state.playing)
  const job = useJob(playing?.jobId ?? null)
  if (playing === null || job === undefined) return null
  return <PlayerOn job={job} from={playing.from} />
}

const PlayerOn = ({ job, from }: { job: Job; from: 'queue' | 'library' }) => {
  const screen = useScreen()
  const { compose, navigation, player, shortcuts } = screen
  const { previous, next } = useNeighbours(from, job.id)
  // Changed shortcuts must reach an open player.
  usePreferences((state) => state.shortcuts)
  return (
    <Player
      job={job}
      previous={previous}
      next={next}
      keys={playerKeys(shortcuts)}
      onAsked={player.listen}
      onMove={(direction) => {
        const neighbour = direction === 'next' ? next : previous
        if (neighbour !== null) navigation.play(neighbour.id, from)
      }}
      onClose={navigation.stopPlaying}
      onUseFrameAsReference={(blob, name) => {
        navigation.stopPlaying()
        compose.ask({ kind: 'reference', file: new File([blob], name, { type: blob.type }) })
      }}
      actions={
        <>
          <PlayerMenu job={job} from={from} />
          <TakeHandle job={job} />
        </>
      }
    />
  )
}

/** The verbs on the take; those that lead elsewhere close the player first. */
const PlayerMenu = ({ job, from }: { job: Job; from: 'queue' | 'library' }) => {
  const { t } = useTranslation(['jobs', 'ui'])
  const screen = useScreen()
  const entries = jobMenu(job, screen, t, from)
    .filter(({ id }) => id !== 'play')
    .map((entry) =>
      'run' in entry && LEADS_AWAY.has(entry.id)
        ? {
            ...entry,
            run: () => {
              screen.navigation.stopPlaying()
              entry.run()
            },
          }
        : entry,
    )
  return (
    <Menu
      align="end"
      trigger={<Button icon={<Ellipsis aria-hidden />}>{t('ui:more')}</Button>}
      entries={entries[0]?.kind === 'separator' ? entries.slice(1) : entries}
    />
  )
}

const LEADS_AWAY = new Set(['useSettings', 'remix', 'extend', 'editTake', 'trash'])
