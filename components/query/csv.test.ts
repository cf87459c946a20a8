import { describe, expect, it } from 'vitest';
import { cellOf } from './csv';

describe('a cell of the export', () => {
  it('is quoted where it would be taken apart', () => {
    expect(cellOf('op://Vault/A, "B"/f')).toBe('"op://Vault/A, ""B""/f"');
    expect(cellOf('plain')).toBe('plain');
    expect(cellOf(null)).toBe('');
    expect(cellOf(-3)).toBe('-3');
  });

  it('is no formula, whatever people call their things', () => {
    expect(cellOf('=HYPERLINK("x")')).toBe('"\'=HYPERLINK(""x"")"');
    expect(cellOf('@sum')).toBe("'@sum");
  });
});
