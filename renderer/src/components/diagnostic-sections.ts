import type { AppInfo, Diagnostics, KernelBuild } from '../../../electron/contract'
import type { AdapterReport } from '../../../engine/jobs/gpu-messages'
import { executorNames, trialLine } from '../../../engine/jobs/trial-text'
import { gpuExecutors } from '../../../engine/network/network'
import { dayText } from '../charts/date-text'

export interface DiagnosticSection {
  readonly title: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
}

/** What trains on this computer, as labels and values: versions, processor, graphics, speed trials. */
export function diagnosticSections(
  info: AppInfo,
  { system, processor, graphics, trials }: Diagnostics,
): readonly DiagnosticSection[] {
  const backends = ['own kernels', 'TensorFlow.js WASM'].concat(
    graphics.adapters.map(({ executor }) => `TensorFlow.js ${executorNames[executor]}`),
  )
  return [
    {
      title: 'Versions',
      rows: [
        { label: 'Hindcast', value: info.version },
        { label: 'Electron', value: `${info.electron}, ${info.runtime}` },
        { label: 'Chromium', value: info.chromium },
        { label: 'Node', value: info.node },
        { label: 'System', value: system },
      ],
    },
    {
      title: 'Processor',
      rows: [
        { label: 'Model', value: processor.model },
        { label: 'Logical cores', value: String(info.cores) },
        { label: 'Threads for one network', value: String(processor.threads) },
        { label: 'Kernels', value: kernelText(processor.kernels) },
        { label: 'Backends', value: backends.join(', ') },
      ],
    },
    {
      title: 'Graphics processor',
      rows: [
        { label: 'Devices', value: graphics.devices },
        { label: 'Chromium draws', value: graphics.accelerated ? 'on it' : 'in software' },
        ...(graphics.fault ? [{ label: 'Not described', value: graphics.fault.message }] : []),
        ...graphics.adapters.flatMap(adapterRows),
        ...gpuExecutors
          .filter((name) => !graphics.adapters.some(({ executor }) => executor === name))
          .map((name) => ({
            label: executorNames[name],
            value: graphics.fault ? 'not known' : 'no adapter',
          })),
      ],
    },
    {
      title: 'Speed trials',
      rows:
        trials.length === 0
          ? [{ label: 'None yet', value: 'Train with “Computed by: Fastest”.' }]
          : trials.map(({ model, at, trial }) => ({
              label: `${model}, ${dayText(at)}`,
              value: trialLine(trial),
            })),
    },
  ]
}

/** The sections as plain text, for a report of a fault. */
export function diagnosticText(sections: readonly DiagnosticSection[]): string {
  const blocks = sections.map(({ title, rows }) =>
    [title, ...rows.map(({ label, value }) => `  ${label}: ${value}`)].join('\n'),
  )
  return `${blocks.join('\n\n')}\n`
}

const buildNames: Readonly<Record<KernelBuild['name'], string>> = {
  simd: 'SIMD',
  relaxed: 'relaxed SIMD',
  wide: 'relaxed SIMD, joined',
}

function kernelText({ name, bits, place }: KernelBuild): string {
  return `${buildNames[name]}, ${String(bits)} bits, in a ${place}`
}

function adapterRows({ executor, renderer, software, precision, limits }: AdapterReport) {
  const name = executorNames[executor]
  return [
    { label: name, value: renderer },
    {
      label: `${name} computes`,
      value: software ? 'on the processor (software)' : 'on the device',
    },
    {
      label: `${name} precision`,
      value: precision === 'float32' ? '32 bits' : '16 bits (half float)',
    },
    ...Object.entries(limits).map(([limit, most]) => ({
      label: limit,
      value: most.toLocaleString('en-US'),
    })),
  ]
}
