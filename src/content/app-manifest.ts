// manifest.yml: what Balcony asks of Slack. It is read to compare what an installed app was granted.
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'

const Manifest = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) })

/** The bot scopes that the manifest of this version asks for. */
export const scopesAskedFor = (): string[] =>
  Manifest.parse(parse(readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8'))).oauth_config
    .scopes.bot
