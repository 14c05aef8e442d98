import {
  ActionIcon,
  Button,
  Checkbox,
  createTheme,
  Radio,
  SegmentedControl,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

const amber: MantineColorsTuple = [
  '#fff6e3',
  '#ffeacc',
  '#ffd699',
  '#ffc661',
  '#ffb935',
  '#ffb020',
  '#e09a12',
  '#b87700',
  '#8a5600',
  '#5c3a00',
];

/** The greys that Mantine's dark scheme draws with, in the tint of our own. */
const dark: MantineColorsTuple = [
  '#e7ebf1',
  '#a2acba',
  '#8e99a9',
  '#6b7687',
  '#3a4453',
  '#272e39',
  '#1b2029',
  '#151920',
  '#0e1116',
  '#0a0c10',
];

/** Mantine with the sizes of an instrument: 13 px text, 26 px controls, hairlines, no shadows. */
export const mantineTheme = createTheme({
  primaryColor: 'amber',
  primaryShade: 5,
  autoContrast: true,
  colors: { amber, dark },
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSizes: { xs: '11.5px', sm: '13px', md: '13px', lg: '15px', xl: '18px' },
  defaultRadius: 6,
  respectReducedMotion: true,
  focusRing: 'auto',
  headings: { fontFamily: '"Inter Variable", system-ui, sans-serif', fontWeight: '650' },
  shadows: { xs: 'none', sm: 'none', md: 'none', lg: 'none', xl: 'none' },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'xs', variant: 'default' },
      vars: (_theme, { variant, color = 'amber' }) => ({
        root: {
          '--button-height': 'var(--kb-control)',
          '--button-padding-x': '10px',
          '--button-fz': '12.5px',
          // Mantine reckons the text from its own amber, but the fill is the palette's.
          ...(variant === 'filled' && color === 'amber' ? { '--button-color': 'var(--kb-onBrand)' } : {}),
        },
      }),
    }),
    ActionIcon: ActionIcon.extend({
      defaultProps: { variant: 'default' },
      vars: (_theme, { variant }) => ({
        root: {
          '--ai-size': 'var(--kb-control)',
          ...(variant === 'filled' ? { '--ai-color': 'var(--kb-onBrand)' } : {}),
        },
      }),
    }),
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' } },
    NativeSelect: { defaultProps: { size: 'xs' } },
    Autocomplete: { defaultProps: { size: 'xs' } },
    Textarea: { defaultProps: { size: 'xs' } },
    Checkbox: Checkbox.extend({
      defaultProps: { size: 'xs' },
      vars: () => ({ root: { '--checkbox-icon-color': 'var(--kb-onBrand)' } }),
    }),
    Radio: Radio.extend({ vars: () => ({ root: { '--radio-icon-color': 'var(--kb-onBrand)' } }) }),
    Switch: { defaultProps: { size: 'xs' } },
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs' },
      vars: () => ({ root: { '--sc-font-size': '12.5px', '--sc-padding': '1px 9px' } }),
    }),
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
});

const colours = {
  '--mantine-color-body': 'var(--kb-panel)',
  '--mantine-color-text': 'var(--kb-text)',
  '--mantine-color-bright': 'var(--kb-text)',
  '--mantine-color-dimmed': 'var(--kb-dim)',
  '--mantine-color-placeholder': 'var(--kb-faint)',
  '--mantine-color-anchor': 'var(--kb-in)',
  '--mantine-color-default': 'var(--kb-raise)',
  '--mantine-color-default-hover': 'var(--kb-sel)',
  '--mantine-color-default-color': 'var(--kb-text)',
  '--mantine-color-default-border': 'var(--kb-rim)',
  '--mantine-color-disabled': 'var(--kb-raise)',
  '--mantine-color-disabled-color': 'var(--kb-faint)',
  '--mantine-color-disabled-border': 'var(--kb-line)',
  '--mantine-color-error': 'var(--kb-bad)',
  '--mantine-primary-color-filled': 'var(--kb-brandFill)',
  '--mantine-primary-color-filled-hover': 'var(--kb-brandFill)',
  '--mantine-primary-color-contrast': 'var(--kb-onBrand)',
  '--mantine-color-amber-filled': 'var(--kb-brandFill)',
  '--mantine-color-amber-filled-hover': 'var(--kb-brandFill)',
  '--mantine-color-amber-light': 'color-mix(in srgb, var(--kb-brand) 14%, transparent)',
  '--mantine-color-amber-light-color': 'var(--kb-brand)',
  '--mantine-color-amber-outline': 'var(--kb-brand)',
  '--mantine-color-amber-text': 'var(--kb-brand)',
  '--mantine-color-red-outline': 'var(--kb-bad)',
  '--mantine-color-red-outline-hover': 'color-mix(in srgb, var(--kb-bad) 9%, transparent)',
};

/** Points Mantine's own variables at the palette, so that its components follow all three themes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  dark: colours,
  light: colours,
});
