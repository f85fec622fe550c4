import { mergeConfig } from 'vitest/config';
import usual from '../../vite.config.ts';

const { test, ...rest } = usual;
export default mergeConfig(rest, {
  test: { ...test, include: ['tests/pictures/make.ts'], testTimeout: 1_800_000 },
});
