import type { DragEvent } from 'react'
import type { Job } from '../../../shared/jobs/job.ts'
import { useScreen } from '../stores/screenContext.ts'
import { canDragOut, dragOut } from './dragOut.ts'

export interface DragOutProps {
  draggable?: true
  onDragStart?: (event: DragEvent) => void
}

const NOTHING: DragOutProps = {}

/** What makes an element a handle by which a finished take is dragged into another program; nothing for other jobs. */
export const useDragOut = (job: Job): DragOutProps => {
  const screen = useScreen()
  return canDragOut(job) ? { draggable: true, onDragStart: (event) => dragOut(event, screen, job) } : NOTHING
}
