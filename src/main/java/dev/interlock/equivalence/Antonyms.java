package dev.interlock.equivalence;

/** Opposites, written for this project: a line is one pair of sides, with words that share one. */
final class Antonyms {
  static final String PAIRS =
      """
      increase raise grow boost rise maximize expand gain | decrease reduce lower shrink cut drop fall decline minimize lessen diminish lose
      buy purchase acquire | sell
      import | export
      encode | decode
      encrypt | decrypt
      compress zip | decompress unzip uncompress extract
      before prior | after following
      earlier sooner | later
      early | late
      max maximum most highest largest biggest greatest upper | min minimum least fewest lowest smallest lower
      more | less fewer
      first initial | last final
      begin start launch open commence | end finish stop close quit exit terminate
      enable activate allow permit let | disable deactivate forbid deny prohibit ban block
      on | off
      with | without
      ascending increasing | descending decreasing
      win victory winner | lose defeat loser loss
      legal lawful allowed | illegal unlawful forbidden banned
      accept approve | reject decline refuse deny
      add append insert include attach join | remove delete drop subtract exclude detach omit
      install | uninstall
      upload | download
      push | pull
      send | receive
      lend | borrow
      give | take
      ask question | answer reply
      teach | learn
      create make build construct | destroy delete demolish remove
      love like enjoy | hate dislike
      good great best better positive | bad worst worse negative poor
      advantage benefit pro pros strength upside | disadvantage drawback con cons weakness downside
      true correct right valid | false incorrect wrong invalid
      safe secure harmless | dangerous unsafe insecure risky harmful
      hot warm heat heating | cold cool cooling freezing
      melt | freeze
      big large huge tall | small little tiny short
      high | low
      long | short brief
      fast quick rapid quickly faster fastest | slow slowly slower slowest
      strong stronger strongest | weak weaker weakest
      hard difficult harder hardest complicated complex | easy simple easier easiest simplest
      local | remote
      hard | soft
      heavy heavier | light lighter
      light bright lighten brighten | dark dim darken
      old older oldest ancient | new newer newest modern young younger youngest recent
      cheap cheaper cheapest inexpensive affordable | expensive costly pricey
      rich wealthy | poor
      full | empty
      fill | empty drain
      wet | dry
      clean | dirty
      thick | thin
      wide broad | narrow
      deep | shallow
      near close nearest closest | far distant farthest
      inside internal inner indoor indoors | outside external outer outdoor outdoors
      in | out
      up upward upwards | down downward downwards
      top above | bottom below
      front forward forwards | back backward backwards
      left | right
      north northern | south southern
      east eastern | west western
      public | private
      single | multiple
      single unmarried | married
      singular | plural
      odd | even
      positive | negative
      debit | credit
      asset | liability
      income revenue | expense expenditure cost
      profit | loss
      deposit | withdraw withdrawal
      pay | owe
      employ hire | fire dismiss
      arrive arrival arriving | depart departure departing leave
      come | go
      enter entry entrance | exit leave
      login | logout
      signin | signout
      lock | unlock
      mute | unmute
      pause | resume
      follow | unfollow
      subscribe | unsubscribe cancel
      book reserve | cancel
      connect | disconnect
      mount | unmount
      load | unload
      wrap | unwrap
      pack | unpack
      tie | untie
      show display reveal visible | hide conceal hidden invisible
      attack offense offensive | defend defense defensive defence
      friend ally | enemy foe
      parent father mother | child son daughter
      husband | wife
      male man men boy | female woman women girl
      he him his | she her hers
      brother | sister
      uncle | aunt
      king | queen
      predator | prey
      teacher | student
      doctor | patient
      employer | employee
      buyer customer | seller vendor
      landlord | tenant
      client | server
      producer | consumer
      supply | demand
      input | output
      read | write
      reader | writer
      source | destination target
      sender | receiver recipient
      serial sequential | parallel concurrent
      synchronous sync | asynchronous async
      static | dynamic
      mutable | immutable
      compile | decompile
      frontend | backend
      horizontal horizontally row rows | vertical vertically column columns
      uppercase capital | lowercase
      prefix | suffix
      header | footer
      min | max
      sum | difference
      multiply multiplication product | divide division quotient
      numerator | denominator
      integral integrate integration | derivative differentiate differentiation
      convex | concave
      acute | obtuse
      acute | chronic
      rational | irrational
      finite | infinite
      discrete | continuous
      linear | nonlinear
      symmetric | asymmetric
      absolute | relative
      global | local
      domestic national | foreign international
      urban | rural
      mandatory required compulsory | optional voluntary
      manual manually | automatic automatically automated
      temporary | permanent
      always | never
      often frequently common | rarely seldom rare
      all every everyone everything | none nobody nothing
      many | few
      both | neither
      present attendance | absent absence
      alive living life live birth born | dead dying death die
      healthy well | sick ill unhealthy
      happy glad joy | sad unhappy sorrow
      success succeed successful pass | fail failure unsuccessful
      peace | war
      save keep | discard waste lose
      save | spend
      find | lose
      remember | forget
      push | pull
      rise ascend climb | descend fall
      sunrise | sunset
      day daytime | night nighttime
      am | pm
      summer | winter
      agree agreement | disagree disagreement
      support favor favour | oppose opposition
      praise | criticize criticise
      optimistic optimist | pessimistic pessimist
      active | inactive passive
      formal | informal casual
      liberal | conservative
      democrat democratic | republican
      theory theoretical | practice practical
      qualitative | quantitative
      objective | subjective
      introvert | extrovert
      cause | effect
      cause | cure
      create | prevent
      problem | solution
      question | answer
      guilty | innocent
      plaintiff | defendant
      major | minor
      majority | minority
      superior | inferior
      senior | junior
      expert advanced | beginner novice
      raw uncooked | cooked
      fresh | stale rotten
      sweet | sour bitter
      loud louder | quiet silent quieter
      smooth | rough
      sharp | blunt dull
      tight tighten | loose loosen
      straight | curved crooked
      solid | liquid
      acid acidic | alkaline base
      oxidation oxidize | reduction
      anode | cathode
      proton | electron
      artery | vein
      systolic | diastolic
      inhale | exhale
      contract | expand
      inflation inflate | deflation deflate
      surplus | deficit
      bull bullish | bear bearish
      long | short
      gross | net
      fixed | variable
      wholesale | retail
      import | export
      immigrate immigration | emigrate emigration
      victim | perpetrator
      host | guest
      master primary | slave replica secondary
      original | copy
      genuine authentic real | fake counterfeit
      natural organic | artificial synthetic
      analog analogue | digital
      online | offline
      wired | wireless
      portrait | landscape
      zoom magnify | shrink
      undo | redo
      grant | revoke
      whitelist allowlist | blacklist denylist
      merge combine unite | split separate divide
      stack | queue
      minimum | maximum
      breadth | depth
      stretch | compress
      gain | lose
      tighten | loosen
      cut | paste
      refund | charge
      upgrade | downgrade
      promote promotion | demote demotion
      encourage | discourage
      include | exclude
      attract | repel
      attach | detach
      appear | disappear vanish
      advance | retreat
      bless | curse
      compliment | insult
      float | sink
      wake awake | sleep asleep
      sit | stand
      laugh | cry
      catch | throw
      inhabit | abandon
      hire | fire
      sender | recipient
      supervised | unsupervised
      training train | testing test
      precision | recall
      overfitting overfit | underfitting underfit
      encoder | decoder
      bid | ask
      vegetarian vegan | meat
      """;

  private Antonyms() {}
}
