import { testNights } from './nights.ts'

testNights(2)
