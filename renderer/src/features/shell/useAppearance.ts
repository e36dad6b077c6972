import { useEffect } from 'react'
import { chosenLanguage, setLanguage } from '../../i18n/i18n.ts'
import { usePreferences } from '../../stores/screenContext.ts'

/** Puts the person's theme, density, motion and language into force. */
export const useAppearance = (): void => {
  const theme = usePreferences((state) => state.theme)
  const density = usePreferences((state) => state.density)
  const motion = usePreferences((state) => state.motion)
  const language = usePreferences((state) => state.language)
  useEffect(() => {
    const { dataset } = document.documentElement
    dataset['theme'] = theme
    dataset['density'] = density
    dataset['motion'] = motion
  }, [theme, density, motion])
  useEffect(() => {
    void setLanguage(chosenLanguage(language))
  }, [language])
}
