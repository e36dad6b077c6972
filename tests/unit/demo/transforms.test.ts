import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chromaQp, createQuantiser, quantise } from '../../../electron/demo/h264/quantiser.ts'
import { forwardTransform, hadamard4, inverseTransform, restoreLumaDc } from '../../../electron/demo/h264/transforms.ts'

const block = fc.array(fc.integer({ min: -200, max: 200 }), { minLength: 16, maxLength: 16 })

describe('the transforms', () => {
  it('bring a block back to within the quantiser step', () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 4, max: 30 }), (values, qp) => {
        const quantiser = createQuantiser(qp)
        const coefficients = new Float64Array(16)
        forwardTransform(Float32Array.from(values), 0, 4, coefficients)
        const restored = Int32Array.from(coefficients, (coefficient, place) => {
          return quantise(coefficient, quantiser.forward[place]!, 0.5) * quantiser.backward[place]!
        })
        inverseTransform(restored)
        const step = 0.625 * 2 ** (qp / 6)
        restored.forEach((value, index) => expect(Math.abs(value - values[index]!)).toBeLessThan(2 * step + 1))
      }),
    )
  })

  it('bring the means of sixteen blocks back through the second transform', () => {
    fc.assert(
      fc.property(block, fc.integer({ min: 4, max: 30 }), (means, qp) => {
        const quantiser = createQuantiser(qp)
        const sums = Float64Array.from(means, (mean) => mean * 16)
        hadamard4(sums)
        const levels = Int32Array.from(sums, (sum) => quantise(sum, quantiser.dcForward / 2, 0.5))
        restoreLumaDc(levels, quantiser)
        const step = 0.625 * 2 ** (qp / 6)
        levels.forEach((dc, index) => expect(Math.abs(((dc + 32) >> 6) - means[index]!)).toBeLessThan(step / 2 + 1))
      }),
    )
  })

  it('leave a flat block with its DC coefficient only', () => {
    const coefficients = new Float64Array(16)
    forwardTransform(new Float32Array(16).fill(9), 0, 4, coefficients)
    expect([...coefficients]).toEqual([144, ...Array.from({ length: 15 }, () => 0)])
  })

  it('follow the table for chroma above QP 29', () => {
    expect([20, 32, 41, 51].map((qp) => chromaQp(qp))).toEqual([18, 29, 35, 39])
  })
})
