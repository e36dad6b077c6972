import { CircleCheck, CircleHelp, CircleX, PlugZap, type LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountTest } from '../../../../../shared/accounts/preset.ts'
import { formatNumber } from '../../../i18n/format.ts'
import { useScreen } from '../../../stores/screenContext.ts'
import { useRequest, type FormRequest } from '../../../stores/useRequest.ts'
import { Button } from '../../../ui/Button.tsx'
import { readTest, type TestFact } from './testFacts.ts'

interface ConnectionTestProps {
  /** Null when the form is not fit to be tried; it then shows why. */
  ask: (request: FormRequest) => Promise<AccountTest | null>
  /** Anchors the result, so that a change of what was tested takes it away. */
  name: string
}

/** Tries an endpoint and a key, and says what that showed. */
export const ConnectionTest = ({ ask, name }: ConnectionTestProps) => {
  const { t } = useTranslation('settings')
  const { announcer } = useScreen()
  const request = useRequest()
  const [result, setResult] = useState<{ name: string; test: AccountTest } | null>(null)
  const facts = result !== null && result.name === name ? readTest(result.test) : []
  const run = async (): Promise<void> => {
    if (request.isBusy) return
    const test = await ask(request)
    if (test === null) return
    setResult({ name, test })
    announcer.say(readTest(test).map(write).join('. '))
  }
  function write({ what, value }: TestFact): string {
    if (what === 'latency')
      return t('accounts.test.latency', { latency: t('accounts.test.milliseconds', { value: formatNumber(value) }) })
    return what === 'models' ? t('accounts.test.models', { count: value }) : t(`accounts.test.${what}`)
  }
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Button icon={<PlugZap aria-hidden />} aria-disabled={request.isBusy} onClick={() => void run()}>
          {request.isBusy ? t('accounts.test.running') : t('accounts.test.run')}
        </Button>
      </div>
      {request.error !== null && (
        <p role="alert" className="text-bad">
          {request.error.message}
        </p>
      )}
      {facts.length > 0 && (
        <ul className="flex flex-col gap-1" data-testid="connection-test">
          {facts.map((fact) => {
            const { icon: Icon, tone } = LOOKS[fact.verdict]
            return (
              <li key={fact.what} className="flex items-start gap-2">
                <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${tone}`} />
                {write(fact)}
              </li>
            )
          })}
        </ul>
      )}
      {result !== null && result.name === name && !isGood(result.test) && (
        <p dir="auto" className="text-sm [overflow-wrap:anywhere] text-muted">
          {result.test.message}
        </p>
      )}
    </div>
  )
}

const isGood = ({ isReachable, isKeyAccepted, modelCount }: AccountTest): boolean =>
  isReachable && isKeyAccepted !== false && modelCount !== null

const LOOKS: Record<TestFact['verdict'], { icon: LucideIcon; tone: string }> = {
  good: { icon: CircleCheck, tone: 'text-good' },
  bad: { icon: CircleX, tone: 'text-bad' },
  unknown: { icon: CircleHelp, tone: 'text-muted' },
}
