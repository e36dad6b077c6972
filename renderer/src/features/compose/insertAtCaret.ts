import { PROMPT_ID } from './PromptField.tsx'

/** The text with something written where the prompt's caret stands, or at its end. */
export const insertAtCaret = (text: string, inserted: string): string => {
  const field = document.querySelector<HTMLTextAreaElement>(`#${PROMPT_ID}`)
  const start = field?.value === text ? field.selectionStart : text.length
  const end = field?.value === text ? field.selectionEnd : text.length
  return text.slice(0, start) + inserted + text.slice(end)
}
