/** One decoded frame. Whoever receives it closes it. */
export interface Picture {
  index: number
  /** As displayed: after rotation and pixel aspect. */
  width: number
  height: number
  sizeBytes: number
  draw(context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D, width: number, height: number): void
  clone(): Picture
  close(): void
}
