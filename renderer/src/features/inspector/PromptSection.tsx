import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../i18n/format.ts'
import { Button, IconButton } from '../../ui/Button.tsx'
import { copyText } from '../../ui/copyText.ts'
import { Section } from './Section.tsx'

/** About ten lines of a narrow inspector. */
const LONG = 420

/** The prompt as it was sent, to read and to copy. */
export const PromptSection = ({ prompt }: { prompt: string }) => {
  const { t } = useTranslation('inspector')
  const [isWhole, setWhole] = useState(false)
  const isLong = prompt.length > LONG
  const shown = isLong && !isWhole ? `${prompt.slice(0, LONG).trimEnd()}…` : prompt
  return (
    <Section
      title={t('prompt')}
      end={
        <IconButton
          label={t('copyPrompt')}
          icon={<Copy aria-hidden />}
          onClick={() => void copyText(prompt)}
          className="size-6 text-muted"
        />
      }
    >
      <p dir="auto" className="selectable whitespace-pre-wrap [overflow-wrap:anywhere]">
        {shown}
      </p>
      {isLong && (
        <Button
          tone="quiet"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
          className="-ms-2 self-start text-accent"
        >
          {isWhole ? t('showLess') : t('showAll', { formatted: formatNumber(prompt.length) })}
        </Button>
      )}
    </Section>
  )
}
