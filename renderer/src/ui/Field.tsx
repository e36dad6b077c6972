import { useId, type ReactNode } from 'react'
import './ui.css'

export interface ControlProps {
  id: string
  'aria-invalid': boolean
  'aria-describedby': string | undefined
}

interface FieldProps {
  label: string
  /** What is wrong with the value. */
  error: string | null
  className?: string
  isLabelHidden?: boolean
  children: (control: ControlProps) => ReactNode
}

/** A labelled control with its error below, tied together for screen readers. */
export const Field = ({ label, error, className = '', isLabelHidden = false, children }: FieldProps) => {
  const id = useId()
  const errorId = `${id}-error`
  return (
    <div className={`field ${className}`}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : 'field-label'}>
        {label}
      </label>
      {children({ id, 'aria-invalid': error !== null, 'aria-describedby': error === null ? undefined : errorId })}
      {error !== null && (
        <p id={errorId} className="field-error">
          {error}
        </p>
      )}
    </div>
  )
}
