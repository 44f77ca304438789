import { Failure } from '../signs/Failure.tsx';
import { useAct } from './useAct.ts';

/** Kept by this tab until the 统一认证 sends one back. */
export const FLOW = 'duban.oidc';
/** Likewise, where one has gone there to bind one's own account. */
export const BINDING = 'duban.oidc.binding';

/** 统一认证: offered where it has been set up. */
export function OidcButton({ label }: { readonly label: string }) {
  const act = useAct('oidcStart');
  const go = () =>
    act.mutate(
      {},
      {
        onSuccess: ({ url, flow }) => {
          sessionStorage.removeItem(BINDING);
          sessionStorage.setItem(FLOW, flow);
          window.location.assign(url);
        },
      },
    );
  return (
    <div className="session-oidc">
      <button type="button" className="forms-other" disabled={act.isPending} onClick={go}>
        {act.isPending ? '正在转到统一认证……' : label}
      </button>
      <Failure error={act.error} />
    </div>
  );
}
