import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { Job } from '../../../shared/jobs/job.ts'
import { fakeJob, fakeTake } from '../../fakes/fakeJob.ts'
import { Player } from '../../../renderer/src/features/player/Player.tsx'
import { loadTexts, setLanguage, type Language } from '../../../renderer/src/i18n/i18n.ts'
import { Button } from '../../../renderer/src/ui/Button.tsx'
import { TooltipProvider } from '../../../renderer/src/ui/Tooltip.tsx'
import { PATTERN, patternContext, readNumber } from './numberPattern.ts'
import '../../../renderer/src/ui/tokens.css'

/** The player by itself, on clips that the specs name in the address: `?takes=a.mp4,b.mp4`. */

const address = new URLSearchParams(window.location.search)
const names = (address.get('takes') ?? '').split(',')
const sheet = address.get('sheet')

const jobOf = (name: string, sequence: number): Job =>
  fakeJob({
    id: `job_${sequence}`,
    status: 'completed',
    prompt: address.get('prompt') ?? `Take ${sequence + 1}: a lighthouse at dusk, slow push-in from the sea`,
    params: { style: 'cinematic', seed: 4711 },
    finishedAt: 1_800_000_300_000,
    take: {
      ...fakeTake(name),
      fileName: name,
      hasSpritesheet: sheet !== null,
      framesLayout: { columns: 5, rows: 5, frameCount: 24 },
    },
  })

const jobs = names.map(jobOf)
const references: { size: number; type: string; name: string }[] = []

const Page = () => {
  const [index, setIndex] = useState<number | null>(null)
  const job = index === null ? undefined : jobs[index]
  return (
    <TooltipProvider delay={300}>
      <main className="p-4">
        <Button onClick={() => setIndex(0)}>{'Open the player'}</Button>
      </main>
      {job !== undefined && index !== null && (
        <Player
          job={job}
          previous={jobs[index - 1] ?? null}
          next={jobs[index + 1] ?? null}
          onMove={(direction) => setIndex(index + (direction === 'next' ? 1 : -1))}
          onClose={() => setIndex(null)}
          onUseFrameAsReference={(blob, name) => void references.push({ size: blob.size, type: blob.type, name })}
          actions={<Button>{'Use all settings'}</Button>}
        />
      )}
    </TooltipProvider>
  )
}

const reading = patternContext()
/** The number in the surface that a person sees; null where that is no whole picture. */
const readStage = (): number | null => {
  const decks = [...document.querySelectorAll<HTMLElement>('[data-take-id]')]
  const deck = decks.find((element) => getComputedStyle(element).visibility === 'visible')
  const canvas = deck?.querySelector('canvas')
  const isDrawn = canvas instanceof HTMLCanvasElement && canvas.style.visibility === 'visible'
  const surface = isDrawn ? canvas : deck?.querySelector('video')
  if (surface === null || surface === undefined) return null
  reading.clearRect(0, 0, PATTERN.width, PATTERN.height)
  reading.drawImage(surface, 0, 0, PATTERN.width, PATTERN.height)
  return reading.getImageData(1, 1, 1, 1).data[3] === 255 ? readNumber(reading) : null
}
/** Looks at every frame of the screen from now on; `stop` answers how many of them showed no picture. */
const watchStage = (): { stop: () => { looks: number; empty: number } } => {
  let looks = 0
  let empty = 0
  const look = (): void => {
    looks += 1
    if (readStage() === null) empty += 1
    frame = requestAnimationFrame(look)
  }
  let frame = requestAnimationFrame(look)
  return {
    stop: () => {
      cancelAnimationFrame(frame)
      return { looks, empty }
    },
  }
}

window.playerTest = { references, readStage, watchStage }
document.documentElement.dataset.theme = address.get('theme') ?? 'dark'
await loadTexts()
await setLanguage((address.get('language') ?? 'en') as Language)
const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Page />)

declare global {
  interface Window {
    playerTest: {
      references: typeof references
      readStage: typeof readStage
      watchStage: typeof watchStage
      watch?: ReturnType<typeof watchStage>
    }
  }
}
