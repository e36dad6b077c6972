import { lazyView } from '../../lazyView.tsx'
import { useNavigation } from '../../stores/screenContext.ts'

const EditJobForm = lazyView(async () => (await import('./EditJobForm.tsx')).EditJobForm, { missing: 'nothing' })

/** The dialog for the queued job that the workbench wants edited. */
export const EditJobDialog = () => {
  const jobId = useNavigation((state) => state.editingId)
  return jobId === null ? null : <EditJobForm key={jobId} jobId={jobId} />
}
