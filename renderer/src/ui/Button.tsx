import type { ButtonHTMLAttributes, ReactNode } from 'react'
import './ui.css'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  tone?: 'primary' | 'plain' | 'quiet' | 'danger'
  icon?: ReactNode
}

export const Button = ({ tone = 'plain', icon, children, className = '', ...rest }: ButtonProps) => (
  <button type="button" {...rest} className={`button button-${tone} ${className}`}>
    {icon}
    {children}
  </button>
)

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  /** Read out by screen readers and shown as a tooltip. */
  label: string
}

export const IconButton = ({ label, icon, className = '', tone = 'quiet', ...rest }: IconButtonProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...rest}
    className={`button button-${tone} button-icon ${className}`}
  >
    {icon}
  </button>
)
