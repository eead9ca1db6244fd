// The kinds of documents that there are: what each must be, and how an older one becomes it. Whoever opens, inspects or
// verifies documents takes it from here, so that all of them mean the same.
import type { z } from 'zod'
import { Leader } from '../domain/model.ts'
import { Partnership, Workspace } from '../domain/workspace.ts'
import type { Migrations } from './migrations.ts'
import { workspaceMigrations } from './workspace-migrations.ts'

export const kinds = {
  leaders: { schema: Leader, migrations: {} },
  partnerships: { schema: Partnership, migrations: {} },
  workspaces: { schema: Workspace, migrations: workspaceMigrations },
} satisfies Record<string, { schema: z.ZodType; migrations: Migrations }>

export type CollectionName = keyof typeof kinds

export const kindNames = Object.keys(kinds) as CollectionName[]
