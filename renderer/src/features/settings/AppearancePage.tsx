import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '../../i18n/i18n.ts'
import { ACCENTS } from '../../stores/preferencesStore.ts'
import { usePreferences, useScreen, useShell } from '../../stores/screenContext.ts'
import { Segments } from '../../ui/Segments.tsx'
import { Page, Section } from './Page.tsx'

const THEME_ICONS = { system: <Monitor aria-hidden />, dark: <Moon aria-hidden />, light: <Sun aria-hidden /> }

/** How the workbench looks; everything acts at once. */
export const AppearancePage = () => {
  const { t } = useTranslation('settings')
  const { preferences } = useScreen()
  const { theme, accent, density, motion, language } = usePreferences((state) => state)
  const shell = useShell()
  const accentNote = t(shell?.accentColor === null ? 'appearance.noAccent' : 'appearance.accentNote')
  return (
    <Page>
      <Section title={t('appearance.theme')} note={t('appearance.note')}>
        <div>
          <Segments
            label={t('appearance.theme')}
            value={theme}
            options={(['system', 'dark', 'light'] as const).map((value) => ({
              value,
              label: t(`appearance.themes.${value}`),
              icon: THEME_ICONS[value],
            }))}
            onChange={(next) => preferences.set({ theme: next })}
          />
        </div>
      </Section>
      {shell !== null && (
        <Section title={t('appearance.accent')} note={accentNote}>
          <div>
            <Segments
              label={t('appearance.accent')}
              value={accent}
              options={ACCENTS.map((value) => ({ value, label: t(`appearance.accents.${value}`) }))}
              onChange={(next) => preferences.set({ accent: next })}
            />
          </div>
        </Section>
      )}
      <Section title={t('appearance.density')} note={t('appearance.densityNote')}>
        <div>
          <Segments
            label={t('appearance.density')}
            value={density}
            options={(['compact', 'normal', 'comfortable'] as const).map((value) => ({
              value,
              label: t(`appearance.densities.${value}`),
            }))}
            onChange={(next) => preferences.set({ density: next })}
          />
        </div>
      </Section>
      <Section title={t('appearance.motion')} note={t('appearance.motionNote')}>
        <div>
          <Segments
            label={t('appearance.motion')}
            value={motion}
            options={(['system', 'reduced', 'full'] as const).map((value) => ({
              value,
              label: t(`appearance.motions.${value}`),
            }))}
            onChange={(next) => preferences.set({ motion: next })}
          />
        </div>
      </Section>
      <Section title={t('appearance.language')}>
        <div>
          <Segments
            label={t('appearance.language')}
            value={language}
            options={[
              { value: 'system', label: t('appearance.systemLanguage') },
              ...LANGUAGES.map(({ id, label }) => ({ value: id, label })),
            ]}
            onChange={(next) => preferences.set({ language: next })}
          />
        </div>
      </Section>
    </Page>
  )
}
