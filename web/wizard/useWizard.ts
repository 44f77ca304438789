import { useNavigate, useSearch } from '@tanstack/react-router';
import type { WizardSearch } from './steps.ts';

/** What the address says, and how to change it; whatever is not named stays. */
export function useWizard() {
  const search: WizardSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const go = (next: Partial<Record<keyof WizardSearch, string | undefined>>, replace = false) =>
    void navigate({ to: '/import', search: { ...search, ...next }, replace });
  return { search, go };
}
