import { ArrowDownToLine, ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useId, useRef, type KeyboardEvent } from 'react'
import { downloadPath, posterPath, takePath } from '../../stores/mediaPaths.ts'
import { neighbours, type FinishedJob } from '../../stores/reviewStore.ts'
import { useJobs, useReview, useScreen } from '../../stores/screenContext.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { writeFileSize, writeMoment, writeSize } from '../../ui/wording.ts'
import './review.css'

export const ReviewDialog = () => {
  const job = useReview()
  return job === null ? null : <Player job={job} />
}

const useNeighbours = (jobId: string) => {
  const ids = useJobs((state) => state.ids)
  const jobs = useJobs((state) => state.window.jobs)
  return neighbours(
    ids.flatMap((id) => jobs.get(id) ?? []),
    jobId,
  )
}

const togglePlayback = (video: HTMLVideoElement | null): void => {
  if (video === null) return
  // A refusal to play shows in the player itself.
  if (video.paused) void video.play().catch(() => {})
  else video.pause()
}

/** Keys of the focused control win: Space presses a button, and the video's own controls know Space and arrows. */
const isTakenByControl = (target: EventTarget, key: string): boolean =>
  target instanceof HTMLVideoElement ||
  (key === ' ' && (target instanceof HTMLElement ? target.closest('button, a') !== null : false))

const Player = ({ job }: { job: FinishedJob }) => {
  const { review } = useScreen()
  const { previous, next } = useNeighbours(job.id)
  const dialog = useRef<HTMLDialogElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const titleId = useId()

  useEffect(() => {
    const opener = document.activeElement
    dialog.current?.showModal()
    // On the frame the keys mean the review; on the video they would mean its own controls.
    frame.current?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [])

  const show = (other: FinishedJob | null): void => {
    if (other !== null) review.open(other)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isTakenByControl(event.target, event.key)) return
    if (event.key === ' ') togglePlayback(video.current)
    else if (event.key === 'ArrowLeft') show(previous)
    else if (event.key === 'ArrowRight') show(next)
    else return
    event.preventDefault()
  }

  return (
    <dialog ref={dialog} className="review" aria-labelledby={titleId} onClose={review.close} onKeyDown={onKeyDown}>
      <div ref={frame} className="review-frame" tabIndex={-1}>
        <video
          key={job.take.id}
          ref={video}
          className="review-video"
          controls
          autoPlay
          loop
          playsInline
          src={takePath(job.take.id)}
          {...(job.take.hasPoster ? { poster: posterPath(job.take.id) } : {})}
        />
        <div className="review-bar">
          <IconButton
            label="Newer take (Left arrow)"
            icon={<ChevronLeft aria-hidden />}
            disabled={previous === null}
            onClick={() => show(previous)}
          />
          <IconButton
            label="Older take (Right arrow)"
            icon={<ChevronRight aria-hidden />}
            disabled={next === null}
            onClick={() => show(next)}
          />
          <span className="review-settings">{describe(job)}</span>
          <a className="button button-plain" href={downloadPath(job.take.id)} download={job.take.fileName}>
            <ArrowDownToLine aria-hidden />
            Download
          </a>
          <Button icon={<X aria-hidden />} onClick={() => dialog.current?.close()}>
            Close
          </Button>
        </div>
        <p id={titleId} className="review-prompt">
          {job.prompt}
        </p>
      </div>
    </dialog>
  )
}

const describe = (job: FinishedJob): string =>
  [
    job.model,
    ...(job.seconds === null ? [] : [`${job.seconds} s`]),
    ...(job.size === null ? [] : [writeSize(job.size)]),
    writeFileSize(job.take.sizeBytes),
    writeMoment(job.take.savedAt, Date.now()),
  ].join(' · ')
