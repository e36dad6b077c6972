import { Resvg } from '@resvg/resvg-js'

/** Renders without any font of the machine, so that every machine renders the same. */
export const render = (svg: string, width: number): { png: Buffer; pixels: Buffer } => {
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width }, font: { loadSystemFonts: false } }).render()
  return { png: image.asPng(), pixels: image.pixels }
}

const tagOf = (id: string): RegExp => new RegExp(`<([a-z]+)( id="${id.replace('+', '\\+')}")[^>]*>`)

/** Hides or shows one element of a drawing. @throws when the drawing has no such element */
const withDisplay = (svg: string, id: string, isShown: boolean): string => {
  if (!tagOf(id).test(svg)) throw new Error(`The drawing has no element "${id}".`)
  return svg.replace(tagOf(id), (tag) => {
    const plain = tag.replace(' display="none"', '')
    return isShown ? plain : plain.replace(/^<[a-z]+/, '$& display="none"')
  })
}

/** The drawing with `shown` as the only visible one of its `ids`. */
export const showOnly = (svg: string, shown: string, ids: readonly string[]): string =>
  ids.reduce((drawing, id) => withDisplay(drawing, id, id === shown), svg)

export const withColor = (svg: string, color: string): string => svg.replace(/ color="[^"]*"/, ` color="${color}"`)

const insideOf = (svg: string): string => svg.replace(/^<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')

/**
 * Apple's grid for icons: a plate of 824 in a canvas of 1024, and a shadow under it.
 * Source: the production template of Apple's design resources.
 */
export const onAppleGrid = (svg: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024">
    <filter id="shadow" x="-10%" y="-10%" width="120%" height="120%">
      <feDropShadow dx="0" dy="12" stdDeviation="14" flood-color="#000" flood-opacity="0.3" />
    </filter>
    <g filter="url(#shadow)"><g transform="translate(100 100) scale(0.8046875)">${insideOf(svg)}</g></g>
  </svg>`

/** The top take alone, with a shadow: what is dragged while there is no poster. */
export const takeAlone = (svg: string): string => {
  const bare = ['ground', 'small'].reduce((drawing, id) => withDisplay(drawing, id, false), svg)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="96 184 832 832">
    <filter id="shadow" x="-10%" y="-10%" width="120%" height="130%">
      <feDropShadow dx="0" dy="14" stdDeviation="16" flood-color="#000" flood-opacity="0.35" />
    </filter>
    <g filter="url(#shadow)">${insideOf(bare)}</g>
  </svg>`
}
