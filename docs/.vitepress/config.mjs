import { defineConfig } from 'vitepress'

const repository = 'https://github.com/plausible4j/plausible4j'

// Pages link to files of the repository, such as a sample; on the site these are links to its host.
function linkRepository(md) {
  const open = md.renderer.rules.link_open ?? ((tokens, i, options, env, self) => self.renderToken(tokens, i, options))
  md.renderer.rules.link_open = (tokens, i, options, env, self) => {
    const href = tokens[i].attrGet('href')
    if (href?.startsWith('../')) {
      tokens[i].attrSet('href', `${repository}/blob/main/${href.slice(3)}`)
    }
    return open(tokens, i, options, env, self)
  }
}

const page = (text, link) => ({ text, link: `/${link}` })

export default defineConfig({
  title: 'plausible4j',
  description: 'Plausible Analytics from Java: report, query, provision, administer, test.',
  lang: 'en',
  cleanUrls: true,
  lastUpdated: false,
  srcExclude: ['README.md', 'node_modules/**'],
  markdown: { config: linkRepository },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    nav: [
      page('Get started', 'getting-started'),
      page('Recipes', 'recipes'),
      { text: 'API', link: '/api/index.html', target: '_blank' },
    ],
    sidebar: [
      {
        text: 'Start',
        items: [page('Getting started', 'getting-started'), page('jshell', 'jshell'), page('Recipes', 'recipes'), page('FAQ', 'faq'), page('Troubleshooting', 'troubleshooting'), page('Compatibility', 'compatibility'), page('Comparison', 'comparison')],
      },
      {
        text: 'Report and query',
        items: [page('Web applications', 'servlet'), page('Spring Boot', 'spring-boot'), page('Blog builds', 'blog-build'), page('Statistics', 'statistics'), page('Reliability', 'reliability'), page('Testing', 'testkit'), page('From other clients', 'migration-clients')],
      },
      {
        text: 'Host',
        items: [page('Kubernetes', 'kubernetes'), page('Kubernetes reference', 'kubernetes-reference'), page('Raspberry Pi', 'raspberry-pi'), page('From docker-compose', 'migration'), page('Administration', 'administration'), page('Rotation of secrets', 'rotation'), page('Backup', 'backup'), page('Scaling', 'scaling'), page('The original set-up', 'seed')],
      },
      {
        text: 'Inside',
        items: [page('Architecture', 'architecture'), page('Concurrency', 'concurrency'), page('Performance', 'performance'), page('Dependencies', 'dependencies')],
      },
    ],
    socialLinks: [{ icon: 'github', link: repository }],
    footer: { message: 'Apache License 2.0. Plausible is a trademark of Plausible Insights OÜ, who have no part in this project.' },
  },
})
