import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { formatFileSize, formatSize } from '../../i18n/format.ts'
import {
  CENTRED,
  hasSameShape,
  placePicture,
  type FitMode,
  type PictureNeeds,
  type Placement,
} from '../../stores/compose/imageFit.ts'
import type { OpenPicture } from '../../stores/compose/pictures.ts'
import { useComposer, useScreen } from '../../stores/screenContext.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Slider } from '../../ui/Slider.tsx'
import { Segments } from '../../ui/Segments.tsx'

/** Brings an image into the shape that the model wants, with the person's eye on it. */
export const FitDialog = () => {
  const step = useComposer((state) => state.reference)
  return step?.phase === 'fitting' ? <Fit picture={step.picture} needs={step.needs} /> : null
}

const Fit = ({ picture, needs }: { picture: OpenPicture; needs: PictureNeeds }) => {
  const { t } = useTranslation(['compose', 'ui'])
  const { composer } = useScreen()
  const [placement, setPlacement] = useState<Placement>(CENTRED)
  const canMove = !hasSameShape(picture, needs.target) || placement.zoom > 1
  const change = (changes: Partial<Placement>): void => setPlacement((present) => ({ ...present, ...changes }))
  return (
    <Dialog
      isOpen
      onClose={composer.references.giveUp}
      title={t('reference.fitTitle')}
      description={<Reasons picture={picture} needs={needs} />}
      actions={
        <>
          <Button onClick={composer.references.giveUp}>{t('ui:cancel')}</Button>
          <Button tone="primary" autoFocus onClick={() => void composer.references.fit(placement)}>
            {t('reference.fitNow')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Preview picture={picture} needs={needs} placement={placement} onChange={change} />
        {needs.isOtherSize && (
          <div className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-2 sm:grid-cols-[auto_1fr_auto_1fr]">
            <div className="col-span-full">
              <Segments<FitMode>
                label={t('reference.modeLabel')}
                value={placement.mode}
                options={[
                  { value: 'cover', label: t('reference.cover') },
                  { value: 'contain', label: t('reference.contain') },
                ]}
                onChange={(mode) => setPlacement({ ...CENTRED, mode })}
              />
            </div>
            <Part name="zoom" value={placement.zoom} min={1} max={4} onChange={(zoom) => change({ zoom })} />
            {canMove && (
              <>
                <Part name="across" value={placement.x} min={0} max={1} onChange={(x) => change({ x })} />
                <Part name="down" value={placement.y} min={0} max={1} onChange={(y) => change({ y })} />
              </>
            )}
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface PartProps {
  name: 'zoom' | 'across' | 'down'
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

const Part = ({ name, value, min, max, onChange }: PartProps) => {
  const { t } = useTranslation('compose')
  return (
    <>
      <span className="text-sm text-muted">{t(`reference.${name}`)}</span>
      <Slider
        label={t(`reference.${name}`)}
        value={value}
        min={min}
        max={max}
        step={0.01}
        format={(shown) => t('reference.percent', { percent: Math.round(shown * 100) })}
        onChange={onChange}
      />
    </>
  )
}

const typeName = (type: string): string => type.replace('image/', '').toUpperCase()

const Reasons = ({ picture, needs }: { picture: OpenPicture; needs: PictureNeeds }) => {
  const { t } = useTranslation('compose')
  const limits = useComposer((state) => state.choice.model?.referenceImage ?? null)
  const { width, height } = needs.target
  const reasons = [
    needs.isOtherSize &&
      t('reference.needsSize', {
        size: formatSize(`${width}x${height}`),
        own: formatSize(`${picture.width}x${picture.height}`),
      }),
    needs.isOtherType &&
      t('reference.needsType', {
        types: (limits?.types ?? []).map(typeName).join(', '),
        type: typeName(needs.type),
      }),
    needs.isTooLarge &&
      t('reference.needsBytes', { size: formatFileSize(picture.sizeBytes), limit: formatFileSize(needs.maxBytes) }),
    picture.isTurned && t('reference.needsTurn'),
  ].filter((reason) => reason !== false)
  return reasons.join(' ')
}

const PREVIEW_WIDTH = 560
const PREVIEW_HEIGHT = 300
const KEY_STEP = 0.02

interface PreviewProps {
  picture: OpenPicture
  needs: PictureNeeds
  placement: Placement
  onChange: (changes: Partial<Placement>) => void
}

/** The picture as it would be sent; it is moved by dragging and by the arrow keys. */
const Preview = ({ picture, needs, placement, onChange }: PreviewProps) => {
  const { t } = useTranslation('compose')
  const canvas = useRef<HTMLCanvasElement>(null)
  const drag = useRef<{ x: number; y: number; from: Placement } | null>(null)
  const { target } = needs
  const scale = Math.min(PREVIEW_WIDTH / target.width, PREVIEW_HEIGHT / target.height, 1)
  const size = { width: Math.round(target.width * scale), height: Math.round(target.height * scale) }
  const place = placePicture(picture, size, placement)

  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (context === null || context === undefined) return
    context.fillStyle = '#000'
    context.fillRect(0, 0, size.width, size.height)
    context.imageSmoothingQuality = 'high'
    context.drawImage(picture.bitmap, place.x, place.y, place.width, place.height)
  }, [picture, place.x, place.y, place.width, place.height, size.width, size.height])

  /** How much of the picture lies outside decides how far a drag moves it. */
  const moved = (distance: number, spare: number, from: number): number =>
    spare === 0 ? from : Math.min(Math.max(from - distance / spare, 0), 1)
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, from: placement }
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (drag.current === null) return
    const { x, y, from } = drag.current
    onChange({
      x: moved(event.clientX - x, place.width - size.width, from.x),
      y: moved(event.clientY - y, place.height - size.height, from.y),
    })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key]
    if (step === undefined) return
    event.preventDefault()
    onChange({
      x: Math.min(Math.max(placement.x + (step[0] ?? 0) * KEY_STEP, 0), 1),
      y: Math.min(Math.max(placement.y + (step[1] ?? 0) * KEY_STEP, 0), 1),
    })
  }
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={t('reference.preview')}
      tabIndex={0}
      width={size.width}
      height={size.height}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => (drag.current = null)}
      onKeyDown={onKeyDown}
      className="mx-auto max-w-full cursor-move touch-none bg-stage"
    />
  )
}
