import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
  type AnyRoute,
} from '@tanstack/react-router';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { Problem } from './api/problem.ts';
import { isWriting } from './api/writing.ts';
import { PAGES, type Page } from './pages.ts';
import { Frame } from './shell/Frame.tsx';
import { NotHere } from './shell/NotHere.tsx';
import { Shell } from './shell/Shell.tsx';
import { Start } from './shell/Start.tsx';
import { Loading } from './signs/Loading.tsx';
import './shell/style.css';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: () => !isWriting(Date.now()),
      retry: (count, error) =>
        count < 2 &&
        !(error instanceof Problem && error.body.status >= 400 && error.body.status < 500),
    },
  },
});

const root = createRootRoute({ component: Frame, notFoundComponent: NotHere });

function routeOf(page: Page): AnyRoute {
  const { load } = page;
  const Content = lazy(async () => ({ default: await load() }));
  const Whole = () => (
    <Suspense fallback={<Loading />}>
      <Content />
    </Suspense>
  );
  return createRoute({
    getParentRoute: () => root,
    path: page.path,
    component: () => (
      <Shell page={page}>
        <Whole />
      </Shell>
    ),
  });
}

const start = createRoute({ getParentRoute: () => root, path: '/', component: Start });
const router = createRouter({
  routeTree: root.addChildren([start, ...PAGES.map(routeOf)]),
  defaultPreload: 'intent',
});

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
