// Where the documents are that a command is about, so that all of them look into the same folder.
import { join } from 'node:path'
import type { Config } from '../config.ts'

/** Without Slack tokens those of the practice workspace. Relative as the setting is. */
export const documentsFolder = ({ slack, data }: Config): string =>
  slack ? data : join(data, 'sandbox', 'documents')
