/** The words of others as one sentence, so that another one can follow: with exactly one full stop. */
export function asSentence(words: string): string {
  const text = words.trim()
  return text === '' || /[.!?…]["'”’)\]]?$/.test(text) ? text : `${text}.`
}
