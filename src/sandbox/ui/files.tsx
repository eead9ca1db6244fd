// The files of a message: each a link that saves it.
import type { MessageFile } from '../page-api.ts'
import { fileAddress } from './api.ts'
import { useWorkspace } from './workspace.tsx'

export const Files = ({ files }: { files: readonly MessageFile[] }) => {
  const { me } = useWorkspace()
  return (
    <ul className="files">
      {files.map(({ id, name, title, size }) => (
        <li key={id}>
          <a className="file" href={fileAddress(me.id, id)} download={name}>
            <svg className="file-sign" viewBox="0 0 16 16" aria-hidden="true">
              <path d="M9 2H4.5A1.5 1.5 0 0 0 3 3.5v9A1.5 1.5 0 0 0 4.5 14h7a1.5 1.5 0 0 0 1.5-1.5V6Z" />
              <path d="M9 2v4h4" />
            </svg>
            <span className="file-name">{title}</span>
            <span className="file-what">
              {title === name ? '' : `${name}, `}
              {readable(size)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}

const readable = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} bytes`
  const unit = bytes < 1_000_000 ? 'kilobyte' : 'megabyte'
  const count = bytes / (unit === 'kilobyte' ? 1000 : 1_000_000)
  return new Intl.NumberFormat('en-GB', { style: 'unit', unit, maximumFractionDigits: 1 }).format(count)
}
