import { lazy, Suspense } from 'react'
import { useNavigation } from '../../stores/screenContext.ts'

const EditJobForm = lazy(async () => ({ default: (await import('./EditJobForm.tsx')).EditJobForm }))

/** The dialog for the queued job that the workbench wants edited. */
export const EditJobDialog = () => {
  const jobId = useNavigation((state) => state.editingId)
  return <Suspense>{jobId !== null && <EditJobForm key={jobId} jobId={jobId} />}</Suspense>
}
