// Which Balcony this is, as package.json says.
import { readFileSync } from 'node:fs'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))

export const ownVersion: string = typeof version === 'string' ? version : 'unknown'
